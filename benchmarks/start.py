"""How long the program takes to start: `gioia --help` and `gioia check` beside a typer program that does nothing.

Both run as whole processes of the same Python. Compiled bytecode is in place, as it is after an installation.
"""

from __future__ import annotations

import compileall
import shutil
import sys
import tempfile
from pathlib import Path

import gioia
from benchmarks.ratios import command, ratio

AIM = 1.3
ROUNDS = 21

_NOTHING = '''
import typer

app = typer.Typer()


@app.command()
def main() -> None:
    """Do nothing."""


if __name__ == "__main__":
    app()
'''


def main() -> None:
    """Print the two ratios."""
    compileall.compile_dir(Path(gioia.__file__).parent, quiet=1)
    program = shutil.which("gioia", path=str(Path(sys.executable).parent)) or "gioia"
    with tempfile.TemporaryDirectory() as folder:
        nothing = Path(folder) / "nothing.py"
        nothing.write_text(_NOTHING, encoding="utf-8")
        study = Path(folder) / "tiny"
        command([program, "init", str(study)])()
        idle = [sys.executable, str(nothing)]
        ratio("gioia --help", command([program, "--help"]), command([*idle, "--help"]), rounds=ROUNDS, aim=AIM)
        ratio("gioia check", command([program, "check", str(study)]), command(idle), rounds=ROUNDS, aim=AIM)


if __name__ == "__main__":
    main()
