"""The bad line between learners and site: `python -m tests.chaos.proxy PORT TARGET SEED`.

Now and then a connection is reset before the request went on, cut when the site has the request
but the learner no answer, cut in mid-answer, or held up. SIGUSR1 mends it.
"""

import asyncio
import contextlib
import random
import signal
import socket
import struct
import sys

CHUNK = 65536
# Of so many requests, one meets trouble.
ONE_IN = 40
TROUBLES = ("reset", "lose_answer", "cut_answer", "delay", "slices")


class Proxy:
    def __init__(self, target: int, seed: int) -> None:
        self.target = target
        self.random = random.Random(seed)
        self.is_mended = False

    def mend(self) -> None:
        self.is_mended = True

    def trouble(self) -> str:
        """For the next request; mostly none."""
        if self.is_mended or self.random.randrange(ONE_IN):
            return ""
        return self.random.choice(TROUBLES)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            ahead, onward = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            reset(writer)
            return
        line = Line(self, writer, onward)
        ways = [
            asyncio.create_task(line.requests(reader)),
            asyncio.create_task(line.answers(ahead)),
        ]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        for end in (writer, onward):
            with contextlib.suppress(OSError):
                end.close()


class Line:
    """One connection, both ways."""

    def __init__(
        self, proxy: Proxy, learner: asyncio.StreamWriter, site: asyncio.StreamWriter
    ) -> None:
        self.proxy, self.learner, self.site = proxy, learner, site
        self.cut = ""

    async def requests(self, reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(CHUNK):
                trouble = self.proxy.trouble()
                if trouble == "reset":
                    reset(self.learner)
                    return
                if trouble in ("lose_answer", "cut_answer"):
                    self.cut = trouble
                if trouble == "delay":
                    await asyncio.sleep(self.proxy.random.uniform(0.05, 1.5))
                await self._send_on(chunk, in_slices=trouble == "slices")

    async def _send_on(self, chunk: bytes, *, in_slices: bool) -> None:
        size = 16 if in_slices else len(chunk)
        for start in range(0, len(chunk), size):
            self.site.write(chunk[start : start + size])
            await self.site.drain()
            if in_slices:
                await asyncio.sleep(0.005)

    async def answers(self, reader: asyncio.StreamReader) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(CHUNK):
                if self.cut == "lose_answer":
                    reset(self.learner)
                    return
                if self.cut == "cut_answer":
                    self.learner.write(chunk[: len(chunk) // 2])
                    await self.learner.drain()
                    return
                self.learner.write(chunk)
                await self.learner.drain()


def reset(writer: asyncio.StreamWriter) -> None:
    """RST instead of an orderly end."""
    line = writer.get_extra_info("socket")
    if line is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.close()


async def main(port: int, target: int, seed: int) -> None:
    proxy = Proxy(target, seed)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, proxy.mend)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:4])))
