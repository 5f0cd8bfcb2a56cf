"""``niw pack list`` and ``niw pack show``: the packs there are, and the rules of one."""

from __future__ import annotations

import click


@click.command("list")
def list_() -> None:
    """Name the packs that ship."""
    from validator.facts import vocabulary
    from validator.packs import load_pack, shipped_packs

    for name in shipped_packs():
        found = load_pack(name, vocabulary())
        click.echo(
            f"{name:<24} {found.version:<8} {sum(not r.off for r in found.rules):>4} rules  {found.digest[:12]}"
        )


@click.command()
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
