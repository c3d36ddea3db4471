"""A Spark session, or what is missing for one."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import ScaleError

if TYPE_CHECKING:  # an extra: imported where Spark runs
    from pyspark.sql import SparkSession

MASTER = "local[*,4]"  # every core of this machine; a task that fails is tried four times
ROWS = 32  # reports in a batch: what a worker holds, and reads again where it dies
OWN = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS),
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",  # days are days of our calendar, however long ago
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}


@contextmanager
def spark(master: str = MASTER, more: Mapping[str, str] | None = None) -> "Iterator[SparkSession]":
    """Give a session on `master`; `more` are settings of Spark's. It ends with the block.

    Raises ScaleError where pyspark or Java is missing, or Spark does not start.
    """
    missing()
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("sayso")
    for name, value in {**OWN, **(more or {})}.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as fault:
        raise ScaleError(f"Spark did not start on {master} ({fault}): it needs Java 17 or later, and a master that answers") from None
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    except PySparkException as fault:
        raise ScaleError(
            f"Spark gave up: {str(fault).splitlines()[0]}: run it again; what was half written is in no finished folder"
        ) from None
    finally:
        session.stop()


def missing() -> None:
    """Raise ScaleError where what Spark needs is not installed."""
    absent = [
        name for name in ("pyspark", "pyarrow", "pandas") if (found := find_spec(name)) is None or found.origin is None
    ]  # an empty folder is no package
    if absent:
        raise ScaleError(f"{', '.join(absent)} is not installed: `pip install 'sayso[spark]'`, or use `sayso add --workers` on one machine")
    home = os.environ.get("JAVA_HOME")
    if not (home and (Path(home) / "bin" / "java").exists()) and shutil.which("java") is None:
        raise ScaleError("no java on the PATH nor in JAVA_HOME: install Java 17 or later, or use `sayso add --workers` on one machine")
