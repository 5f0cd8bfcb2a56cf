"""What severity a rule has had, version by version of its pack, and the step a firm's change adds."""

from __future__ import annotations

from validator.findings import Severity
from validator.frozen import frozen
from validator.packs.model import HistoryStep, Rule
from validator.packs.reading import Node, Reader
from validator.packs.settings import read_severity

_KEYS = ("version", "severity", "because")


def read_history(
    reader: Reader, node: Node, severity: Severity | None, version: str
) -> tuple[HistoryStep, ...]:
    """The steps of a rule's ``history``, oldest first; what is wrong is reported to ``reader``.

    :param severity: the rule's own, which the last step must have come to; None where it could not be read.
    :param version: of the rule's pack, above which no step can be.
    """
    steps: list[HistoryStep] = []
    items = reader.items(node, "“history”")
    for item in items:
        step = _step(reader, item)
        if step is None:
            continue
        at = Node(step.version, (*item.path, "version"))
        if _numbers(version) and _numbers(step.version) > _numbers(version):
            what = f"“history” speaks of version {step.version}; the pack is at {version}."
            reader.problem(what, at, "Raise version: in pack.yaml, or correct the step.", code="history")
        elif steps and _numbers(step.version) <= _numbers(steps[-1].version):
            what = f"The step of version {step.version} stands after that of {steps[-1].version}."
            reader.problem(what, at, "Write the oldest first, each version once.", code="history")
        steps.append(step)
    if node.is_list and not items:
        mend = "Write {version: 1.0.0, severity: high, because: …}, or remove the key."
        reader.problem("“history” has no step.", node.key, mend, code="history")
    elif steps and len(steps) == len(items) and severity is not None and steps[-1].severity is not severity:
        what = f"“history” ends with {steps[-1].severity.name}, and the rule is {severity.name}."
        at = Node(steps[-1].severity.name, (*items[-1].path, "severity"))
        reader.problem(what, at, f"Add a step with severity: {severity.name} and why.", code="history")
    return tuple(steps)


def _step(reader: Reader, item: Node) -> HistoryStep | None:
    if not item.is_group:
        mend = "Write {version: 1.0.0, severity: high, because: …}."
        reader.problem(f"A step of “history” is {item.shape()}.", item, mend, code="shape")
        return None
    fields = reader.fields(item, "A step of “history”", _KEYS)
    for key in _KEYS:
        if key not in fields:
            reader.problem(f"A step of “history” has no “{key}”.", item, f"Add {key}:.", code="missing-key")
    if len(fields) < len(_KEYS):
        return None
    version = reader.text(fields["version"], "“version”")
    severity = read_severity(reader, fields["severity"])
    because = reader.text(fields["because"], "“because”")
    if version and not _numbers(version):
        reader.problem(
            f"“{version}” is no version.", fields["version"], "Write three numbers: 1.2.0.", code="version"
        )
        return None
    if not version or severity is None or not because:
        return None
    return HistoryStep(version=version, severity=severity, because=because)


def _numbers(version: str) -> tuple[int, ...]:
    """``1.10.0`` as numbers, to compare; () for what is no version."""
    parts = version.split(".")
    return tuple(map(int, parts)) if len(parts) == 3 and all(p.isdecimal() for p in parts) else ()


@frozen
class SeverityStep:
    """One step of the severity a rule has had: from which version of which pack on, and why.

    ``off`` is True where the pack turned the rule off, False where it turned it on again. ``version`` is "" where the
    rule keeps no history: then all that is known is what its pack says now.
    """

    pack: str
    version: str
    severity: Severity
    because: str = ""
    approved_by: str = ""
    off: bool | None = None


def severity_steps(rule: Rule) -> tuple[SeverityStep, ...]:
    """Every step, oldest first: those of the rule's own pack, then those of the packs that change it."""
    origin = rule.origin
    steps = [
        SeverityStep(pack=origin.pack, version=s.version, severity=s.severity, because=s.because)
        for s in rule.history
    ] or [SeverityStep(pack=origin.pack, version="", severity=rule.usual_severity)]
    for change in rule.changed_by:
        steps.append(
            SeverityStep(
                pack=change.origin.pack,
                version=change.origin.version,
                severity=steps[-1].severity if change.severity is None else change.severity,
                because=change.origin.because,
                approved_by=change.origin.approved_by,
                off=change.off,
            )
        )
    return tuple(steps)
