"""``niw pack lock``: write, or check, which rule packs were reviewed."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option(
    "--check", "check_", is_flag=True, help="Write nothing; exit 4 where a pack is not what the lock has."
)
@click.option(
    "-f",
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The lock; by default niw.lock as niw check finds it, or a new one in this folder.",
)
def lock(names: tuple[str, ...], check_: bool, file: Path | None) -> int:
    """Write niw.lock: each pack and each pack it extends, with version and digest; and what its changes rest on.

    NAME is a pack, or the folder of one. Without any, those that the lock names already, or else the pack that
    niw.toml names.
    """
    from validator.errors import PackError
    from validator.facts import vocabulary
    from validator.packs.locking import lock_packs, lock_problems

    file = file or found_lock()
    if check_:
        problems, notices = lock_problems(names, file, vocabulary())
        for notice in notices:
            click.echo(notice)
        if problems:
            raise PackError(problems)
        click.echo(f"{file}: every pack is the one that was reviewed.")
        return 0
    for line in lock_packs(names or usual_pack(file), file, vocabulary()):
        click.echo(line)
    return 0


def found_lock() -> Path:
    """The lock of the folder niw is run in, as ``niw check`` finds it; where there is none, one in that folder."""
    from validator.packs.lock import LOCK_FILE
    from validator.settings import Given, SettingsFinder

    finder = SettingsFinder(Given())
    found = finder.lock_of(finder.folder)
    return Path(finder.shown(found)) if found else Path(LOCK_FILE)


def usual_pack(lock: Path) -> tuple[str, ...]:
    """The pack that the settings beside a lock name, where there is no lock yet that names one."""
    from validator.settings import Given, SettingsFinder

    if lock.is_file():
        return ()
    pack = SettingsFinder(Given()).of_folder(str(lock.parent)).pack
    return (pack.value,) if pack.origin != "default" else ()
