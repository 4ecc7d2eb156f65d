"""A scene as text, a line for each of its parts, for snapshots that say in a diff what has moved."""

from __future__ import annotations

from gioia.displays.scene import Scene, TextLine, look_of


def scene_text(scene: Scene) -> str:
    lines = [f"scene {_numbers(scene.width, scene.height)} {scene.description}"]
    lines += [f"band {_numbers(band.x, band.y, band.width, band.height)}" for band in scene.bands]
    for box in scene.boxes:
        place = _numbers(box.x, box.y, box.width, box.height)
        lines.append(f"{box.key} {place} {look_of(box).fill or '-'} {' / '.join(map(_text, box.lines))}")
    for bracket in scene.brackets:
        lines.append(f"bracket {' '.join(bracket.sources)} > {bracket.target} at {_numbers(*bracket.levels)}")
    for one in scene.connectors:
        ends = _numbers(*(part for point in one.points for part in point))
        lines.append(
            f"{'arrow' if one.head else 'line'} {one.source} > {one.target} {one.stroke} {one.relation or '-'} {ends}"
        )
    lines += [f"text {_numbers(line.x, line.y)} {_text(line)}" for line in scene.texts]
    return "\n".join(lines) + "\n"


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.1f}" for value in values)


def _text(line: TextLine) -> str:
    return f"{line.size:g}{'b' if line.bold else ''} {line.text}"
