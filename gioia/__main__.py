"""`python -m gioia`, where the script `gioia` is not on the path."""

from gioia.cli.main import run

if __name__ == "__main__":
    run()
