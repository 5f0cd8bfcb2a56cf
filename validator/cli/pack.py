"""``niw pack``: the rule packs, their rules, and the proof of them."""

from __future__ import annotations

import click

from validator.cli.shown import show_problems


@click.group()
def pack() -> None:
    """Look at rule packs, and prove them."""


@pack.command("list")
def list_() -> None:
    """Name the packs that ship."""
    from validator.facts import vocabulary
    from validator.packs import load_pack, shipped_packs

    for name in shipped_packs():
        found = load_pack(name, vocabulary())
        click.echo(
            f"{name:<24} {found.version:<8} {sum(not r.off for r in found.rules):>4} rules  {found.digest[:12]}"
        )


@pack.command()
@click.argument("name", default="niw-core")
def show(name: str) -> None:
    """Name the rules of a pack, with severity and catalogue number."""
    from validator.facts import vocabulary
    from validator.packs import load_pack

    found = load_pack(name, vocabulary())
    click.echo(f"{found.name} {found.version}, digest {found.digest[:12]}")
    for rule in found.rules:
        off = "  (off)" if rule.off else ""
        click.echo(f"{rule.catalogue:<4} {rule.severity.name:<8} {rule.id:<44} {rule.title}{off}")


@pack.command()
@click.argument("name", default="niw-core")
@click.pass_context
def lint(ctx: click.Context, name: str) -> None:
    """Report every mistake of a pack, each with its line and its mend."""
    from validator.facts import vocabulary
    from validator.packs import lint_pack

    problems = lint_pack(name, vocabulary())
    show_problems(problems)
    click.echo(
        f"{len(problems)} mistake{'' if len(problems) == 1 else 's'}."
        if problems
        else f"{name}: no mistakes."
    )
    ctx.exit(4 if problems else 0)


@pack.command()
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
