"""The 98 municipalities and the 12 police districts, from `organisation/data/authorities.csv`."""

import csv
from pathlib import Path
from typing import Any, ClassVar

from django.db import migrations

DATA = Path(__file__).resolve().parents[1] / "data" / "authorities.csv"


def load(apps: Any, editor: Any) -> None:
    """Insert each authority once; districts stand first in the file."""
    authority = apps.get_model("organisation", "Authority")
    districts: dict[str, Any] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            made = authority.objects.create(
                kind=row["kind"],
                code=row["code"],
                name=row["name"],
                slug=row["slug"],
                council_name=row["council"] or "kommunalbestyrelsen",
                district=districts.get(row["district"]),
            )
            if row["kind"] == "police_district":
                districts[row["code"]] = made


def unload(apps: Any, editor: Any) -> None:
    """Take them out again, municipalities first."""
    authority = apps.get_model("organisation", "Authority")
    authority.objects.filter(kind="municipality").delete()
    authority.objects.all().delete()


class Migration(migrations.Migration):
    """Reference data that every installation has."""

    dependencies: ClassVar[list[tuple[str, str]]] = [("organisation", "0002_policies")]

    operations: ClassVar[list[object]] = [migrations.RunPython(load, unload)]
