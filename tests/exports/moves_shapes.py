"""Run by the Python of LibreOffice: opens a presentation, moves one box after another, and tells which connectors went along.

Usage: python3 moves_shapes.py FILE PROFILE. Prints JSON: the number of boxes moved, of ends that followed, and the ends that did not.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

import uno
from com.sun.star.awt import Point
from com.sun.star.beans import PropertyValue

RIGHT, DOWN = 700, 900
NEAR = 30
"""Hundredths of a millimetre."""


def opened(profile, file):
    """Return LibreOffice's desktop and the document, loaded without a window."""
    pipe = f"gioia{time.time_ns()}"
    office = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"]
    subprocess.Popen([*office, f"--accept=pipe,name={pipe};urp;"])
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:  # noqa: BLE001 - the office takes its time to start
            time.sleep(0.2)
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    hidden = PropertyValue()
    hidden.Name, hidden.Value = "Hidden", True
    return desktop, desktop.loadComponentFromURL(uno.systemPathToFileUrl(file), "_blank", 0, (hidden,))


def parts(shape):
    """Return the shapes of a group, or the shape alone."""
    if shape.supportsService("com.sun.star.drawing.GroupShape"):
        return [shape.getByIndex(i) for i in range(shape.Count)]
    return [shape]


def ends(connector):
    """Return where a connector is drawn from and to."""
    points = connector.PolyPolygonBezier.Coordinates[0]
    return [(points[0].X, points[0].Y), (points[-1].X, points[-1].Y)]


def moved(shape, connectors):
    """Move a shape; return, for each end glued to it, whether it moved as far, and how far the other end moved."""
    mine = [
        (connector, end)
        for connector in connectors
        for end, at in enumerate((connector.StartShape, connector.EndShape))
        if any(part == at for part in parts(shape))
    ]
    before = [ends(connector) for connector, _ in mine]
    shape.Position = Point(shape.Position.X + RIGHT, shape.Position.Y + DOWN)
    after = [ends(connector) for connector, _ in mine]
    shape.Position = Point(shape.Position.X - RIGHT, shape.Position.Y - DOWN)
    for (connector, end), old, new in zip(mine, before, after, strict=True):
        gone = [(new[i][0] - old[i][0], new[i][1] - old[i][1]) for i in (0, 1)]
        follows = abs(gone[end][0] - RIGHT) < NEAR and abs(gone[end][1] - DOWN) < NEAR
        stays = abs(gone[1 - end][0]) + abs(gone[1 - end][1]) < NEAR
        yield connector.Name, follows and stays


def main():
    file, profile = sys.argv[1:]
    desktop, document = opened(profile, file)
    page = document.DrawPages.getByIndex(0)
    shapes = [page.getByIndex(i) for i in range(page.Count)]
    connectors = [one for one in shapes if one.supportsService("com.sun.star.drawing.ConnectorShape")]
    boxes = [one for one in shapes if one not in connectors]
    found = [(box.Name, *result) for box in boxes for result in moved(box, connectors)]
    document.close(True)
    desktop.terminate()
    strays = [(box, name) for box, name, is_well in found if not is_well]
    sys.stdout.write(
        json.dumps({"boxes": len({box for box, *_ in found}), "ends": len(found), "strays": strays}) + "\n"
    )


main()
