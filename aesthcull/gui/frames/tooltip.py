"""What the pointer is told about a frame."""

from __future__ import annotations

from aesthcull.catalogue.columns import by_weight
from aesthcull.catalogue.records import Frame


def tooltip(frame: Frame) -> str:
    """What a frame is and why, in a few lines."""
    lines = [frame.path.name]
    if frame.problem:
        lines.append(f"Cannot be read: {frame.problem}")
    if frame.capture.captured_at:
        lines.append(f"{frame.capture.captured_at:%Y-%m-%d %H:%M:%S}  {frame.capture.camera or ''}".rstrip())
    for name in by_weight({name: (score.model,) for name, score in frame.scores.items()}):
        score = frame.scores[name]
        lines.append(f"{name.replace('_', ' ')}: {score.value:.2f}  ({score.model})")
    if frame.keywords:
        lines.append("keywords: " + ", ".join(dict.fromkeys(k.name for k in frame.keywords)))
    if frame.series is not None:
        role = "suggested" if frame.series.suggested else "one"
        why = f": {', '.join(frame.series.reasons)}" if frame.series.suggested else ""
        lines.append(f"{frame.series.kind} of {frame.series.size}, {role}{why}")
    return "\n".join(lines)
