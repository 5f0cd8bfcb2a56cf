"""``niw pack test``: whether a pack's examples prove its rules."""

from __future__ import annotations

import click


@click.command()
@click.argument("name", default="niw-core")
@click.pass_context
def test(ctx: click.Context, name: str) -> None:
    """Run the examples of a pack's rules, and name what no example proves."""
    from validator.proof import prove

    result = prove(name)
    for rule in result.rules:
        for failed in rule.failed:
            got = failed.got if isinstance(failed.got, str) else f"it ended as {failed.got.value}"
            click.echo(f"{failed.place}: {rule.rule}: the example is to end as {failed.wanted.value}; {got}.")
        if rule.missing:
            click.echo(f"{rule.rule}: no example that is {' or '.join(rule.missing)}.")
        if rule.never_fires:
            click.echo(f"{rule.rule}: never fires.")
        for part in rule.unproven:
            click.echo(f"{part.place}: {rule.rule}: no example decides “{part.text}”.")
    proven = sum(rule.proven for rule in result.rules)
    passed = sum(rule.passed for rule in result.rules)
    click.echo(
        f"{result.pack} {result.version}: {len(result.rules)} rules, {passed} pass, {proven} proven in every part."
    )
    ctx.exit(0 if result.passed else 4)
