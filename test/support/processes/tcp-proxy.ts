import { connect, createServer, type Socket } from 'node:net';

/** A place for a server's address that stays while the server itself comes and goes, and that cuts what it is told to. */
export interface TcpProxy {
  readonly port: number;
  /** Where new connections go from now on. */
  target: number;
  /**
   * Looks at what a client sends. `cut-answer`: what the server answers to it is thrown away and the connection cut, so
   * the client never learns what happened; `cut-request`: the server never gets it; `swallow`: it vanishes and the
   * connection stays, as on a network that drops packets; undefined: it passes.
   */
  judge: (sent: Buffer) => 'cut-answer' | 'cut-request' | 'swallow' | undefined;
  /** Told whenever the server answers something. */
  answered: () => void;
  /** Milliseconds that everything takes on its way, there and back; what a client has given up still arrives. */
  delay: number;
  close(): Promise<void>;
}

export async function startTcpProxy(target: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  const nothing = (): undefined => undefined;
  const rest = { judge: nothing, answered: nothing, delay: 0, close: async () => undefined };
  const proxy: TcpProxy & { port: number } = { port: 0, target, ...rest };
  const server = createServer((client) => {
    const upstream = connect(proxy.target, '127.0.0.1');
    const both = [client, upstream];
    const cut = (): void => both.forEach((socket) => socket.destroy());
    const [there, back] = [lane(proxy), lane(proxy)];
    for (const socket of both) {
      open.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        open.delete(socket);
        // After what was on its way: a client that gives up does not call back what it has sent.
        (socket === client ? there : back)(cut);
      });
    }
    let silenced = false;
    client.on('data', (sent) => {
      const verdict = proxy.judge(sent);
      if (verdict === 'swallow') return;
      if (verdict === 'cut-request') return cut();
      silenced ||= verdict === 'cut-answer';
      there(() => void upstream.write(sent));
    });
    upstream.on('data', (answer) => {
      if (silenced) return cut();
      proxy.answered();
      back(() => void client.write(answer));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  proxy.port = (server.address() as { port: number }).port;
  proxy.close = async () => {
    open.forEach((socket) => socket.destroy());
    await new Promise((closed) => server.close(closed));
  };
  return proxy;
}

/** One direction of a connection: what is sent takes the delay of now, and overtakes nothing. */
function lane(proxy: TcpProxy): (work: () => void) => void {
  let [due, waiting] = [0, 0];
  return (work) => {
    if (waiting === 0 && proxy.delay === 0) return work();
    due = Math.max(due, Date.now() + proxy.delay);
    waiting += 1;
    setTimeout(() => {
      waiting -= 1;
      work();
    }, due - Date.now());
  };
}

/** A URL that goes through a proxy. */
export function through(proxy: TcpProxy, url: string): string {
  const changed = new URL(url);
  changed.port = String(proxy.port);
  return changed.toString();
}
