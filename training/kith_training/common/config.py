"""Settings as a dataclass, and the command line made from one."""

import argparse
from dataclasses import MISSING, dataclass, fields
from pathlib import Path


@dataclass
class RunConfig:
    """What every run of the shared loop (fit.py) needs to know."""

    state: Path = Path("state")
    run: str = "main"
    steps: int = 24000
    batch: int = 8
    rate: float = 2e-3
    optimizer: str = "adamw"  # adamw | muon: for the weights that mix channels
    decay: float = 0.02  # of the weights
    warmup: int = 300
    average: float = 0.998  # of the weights, per step
    clip: float = 10.0  # longest gradient
    seed: int = 1
    threads: int = 1
    workers: int = 0
    save_seconds: float = 120.0
    precision: str = "auto"  # auto | bf16 | fp32
    compile: bool = False
    frozen_norms: bool = False  # norms keep the statistics that the run began with
    start: str = ""  # weights a new run begins with


def add_options(parser: argparse.ArgumentParser, kind) -> None:
    """One option per field of the dataclass `kind`; fields without a default must be given."""
    for field in fields(kind):
        name = f"--{field.name.replace('_', '-')}"
        if field.type is bool:
            parser.add_argument(name, action="store_true")
        else:
            given = {"required": True} if field.default is MISSING else {"default": field.default}
            parser.add_argument(name, type=Path if field.type in (Path, Path | None) else field.type, **given)


def options_of(args: argparse.Namespace, kind):
    """What was given for the fields of `kind`, as an object of that class."""
    return kind(**{field.name: getattr(args, field.name) for field in fields(kind)})


def parse(kind, description: str):
    """The command line's options, one per field of the dataclass `kind`, as an object of that class."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawTextHelpFormatter)
    add_options(parser, kind)
    return options_of(parser.parse_args(), kind)
