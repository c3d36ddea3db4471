"""Country dumps from GeoNames' server, only where the user asks for one."""

import shutil
import urllib.request
from pathlib import Path

from sayso.errors import FetchError

SERVER = "https://download.geonames.org/export/dump"
SECONDS = 60.0


def fetch_dump(country: str, folder: Path) -> Path:
    """Download the dump of a country (ISO 3166 alpha-2) into `folder` and return the zip file.

    Raises FetchError with what to do by hand where the server cannot be reached.
    """
    url, target = f"{SERVER}/{country}.zip", folder / f"{country}.zip"
    try:
        with urllib.request.urlopen(url, timeout=SECONDS) as answer, target.open("wb") as file:
            shutil.copyfileobj(answer, file)
    except OSError as fault:
        raise FetchError(f"{url}: {fault}: download {country}.zip by hand and give its path instead of {country}") from fault
    return target
