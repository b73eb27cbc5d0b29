import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { post } from '#lib/notices/post.ts';
import { startHookServer } from '#tests/support/hook-server.ts';

const server = await startHookServer();
afterAll(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
  server.answers.length = 0;
});

/** Posts to a host that has these addresses; notes which hosts are looked up. */
function send(host: string, addresses: readonly string[], allowsPrivate = false) {
  const lookedUp: string[] = [];
  const resolve = async (name: string) => {
    lookedUp.push(name);
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const url = `http://${host}:${server.port}/hook`;
  const outcome = post({ name: 'The server', url, body: '{}', final: new Set(), allowsPrivate }, resolve);
  return { outcome, lookedUp };
}

const REFUSED = { result: 'retry', mayBeSent: false, reason: expect.stringContaining('is not public') };

describe('a message to a URL', () => {
  it.each([
    ['127.0.0.1'],
    ['10.1.2.3'],
    ['192.168.0.10'],
    ['169.254.169.254'],
    ['::1'],
    ['fe80::1'],
    ['fd00::1'],
    ['::ffff:127.0.0.1'],
    ['93.184.216.34', '127.0.0.1'],
    ['127.0.0.1', '93.184.216.34'],
    ['2606:4700:4700::1111', '::1'],
  ])('whose host has the addresses %s, %s is not sent', async (...addresses) => {
    const { outcome, lookedUp } = send('erp.example.com', addresses);
    expect(await outcome).toMatchObject(REFUSED);
    expect(lookedUp).toEqual(['erp.example.com']);
    expect(server.requests).toEqual([]);
  });

  it.each(['127.0.0.1', '2130706433', '0x7f.1', '127.1', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'])(
    'that names the address %s itself is not sent',
    async (host) => {
      const { outcome, lookedUp } = send(host, []);
      expect(await outcome).toMatchObject(REFUSED);
      expect(lookedUp).toEqual([]);
      expect(server.requests).toEqual([]);
    },
  );

  it('of this machine is not sent, by the name that the system resolves', async () => {
    const url = `http://localhost:${server.port}/hook`;
    const outcome = await post({ name: 'The server', url, body: '{}', final: new Set(), allowsPrivate: false });
    expect(outcome).toMatchObject(REFUSED);
    expect(server.requests).toEqual([]);
  });

  it('is sent to the address that was checked, which is looked up once', async () => {
    const { outcome, lookedUp } = send('erp.example.com', ['127.0.0.1'], true);
    expect(await outcome).toEqual({ result: 'sent', externalRef: null });
    expect(lookedUp).toEqual(['erp.example.com']);
    expect(server.requests.map(({ headers }) => headers.host)).toEqual([`erp.example.com:${server.port}`]);
  });

  it('is not sent to where the answer redirects', async () => {
    server.answers.push({ status: 307, headers: { location: server.url } });
    expect(await send('127.0.0.1', [], true).outcome).toEqual({ result: 'failed', reason: 'The server answered 307' });
    expect(server.requests).toHaveLength(1);
  });

  it('whose host is unknown or not reachable was not sent', async () => {
    const unknown = await send('erp.example.com', [], true).outcome;
    expect(unknown).toMatchObject({ result: 'retry', mayBeSent: false, reason: expect.stringMatching(/no address/) });
    const closed = { name: 'The server', url: 'http://127.0.0.1:1/', body: '{}', final: new Set<number>() };
    expect(await post({ ...closed, allowsPrivate: true })).toMatchObject({
      ...{ result: 'retry', mayBeSent: false, reason: expect.stringContaining('ECONNREFUSED') },
    });
  });
});
