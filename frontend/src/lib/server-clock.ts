/** How far the server's clock is ahead of this device's. Milliseconds. */
import type { ServerMessage } from "./protocol";

type Pong = ServerMessage & { readonly type: "pong" };

export class ServerClock {
  constructor(private readonly told: (ahead: number) => void) {}

  /** What was said just now; `now` by this device. */
  heard(serverTime: string, now: number): void {
    const there = Date.parse(serverTime);
    if (!Number.isNaN(there)) this.told(there - now);
  }

  /** The answer to a ping, which was sent at `t`: the server spoke about in the middle. */
  heardPong({ t, server_time }: Pong, now: number): void {
    if (server_time !== undefined) this.heard(server_time, (t + now) / 2);
  }
}
