"""Redis as a cache that nobody waits for."""

import time
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

PAUSE_SECONDS = 10.0


class BreakerRedisCache(RedisCache):
    """After one failure it is not asked again for ten seconds, and callers see a miss."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        options = params.setdefault("OPTIONS", {})
        options.setdefault("socket_timeout", 0.1)
        options.setdefault("socket_connect_timeout", 0.1)
        super().__init__(server, params)
        self._closed_until = 0.0

    def _guarded(self, name: str, fallback: Any, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < self._closed_until:
            return fallback
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError):
            self._closed_until = time.monotonic() + PAUSE_SECONDS
            return fallback

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._guarded("get", default, key, default, version)

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        self._guarded("set", None, key, value, *args, **kwargs)

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._guarded("add", True, key, value, *args, **kwargs))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._guarded("delete", False, key, version))

    def touch(self, key: Any, *args: Any, **kwargs: Any) -> bool:
        return bool(self._guarded("touch", False, key, *args, **kwargs))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return dict(self._guarded("get_many", {}, keys, version))

    def set_many(self, data: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return list(self._guarded("set_many", [], data, *args, **kwargs))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._guarded("has_key", False, key, version))
