"""What a project agreed on, as it lies in the store."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from core.showing import SETTING, Showing, read_showing
from core.store.models import SettingRow

_VALUE = select(SettingRow.value).where(SettingRow.name == bindparam("name_"))


def read_setting(connection: Connection, name: str) -> str | None:
    """The value of that name as JSON, None where nothing was agreed on."""
    return connection.scalar(_VALUE, {"name_": name})


def showing_of(connection: Connection) -> Showing:
    """Which suggestions the project shows."""
    return read_showing(read_setting(connection, SETTING))
