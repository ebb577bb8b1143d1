// @vitest-environment node
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Door } from "./Door";
import { PhotoService } from "./PhotoService";
import { ServiceFailure } from "./ServiceFailure";

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let service: PhotoService;

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

async function listen(port: number): Promise<number> {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  return (server.address() as AddressInfo).port;
}

async function stop(): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}

async function failureOf(request: Promise<unknown>): Promise<ServiceFailure> {
  const failure = await request.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(failure).toBeInstanceOf(ServiceFailure);
  return failure as ServiceFailure;
}

beforeEach(async () => {
  service = new PhotoService(new Door(`http://127.0.0.1:${await listen(0)}`));
});
afterEach(stop);

describe("a request that is served", () => {
  test("gives its answer", async () => {
    answer = (_, response) => json(response, 200, { total: 1, months: [{ month: "2024-07", count: 1 }] });
    expect((await service.timeline()).months).toEqual([{ month: "2024-07", count: 1 }]);
  });

  test("carries an edit as it is, null included", async () => {
    const sent: string[] = [];
    answer = (request, response) => {
      request.on("data", (part) => sent.push(`${request.method} ${request.url} ${part}`));
      request.on("end", () => json(response, 200, {}));
    };
    await service.edit("ab", { title: null, tags: ["sjø"] });
    expect(sent).toEqual(['PATCH /api/v1/photos/ab/details {"title":null,"tags":["sjø"]}']);
  });

  test("carries a piece of a file as it is, with its place and its digest", async () => {
    let seen: IncomingMessage | undefined;
    const parts: Buffer[] = [];
    answer = (request, response) => {
      seen = request;
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => json(response, 200, { number: 3, name: "a", size: 9, received: 7 }));
    };
    const piece = new Uint8Array([0, 255, 10, 13]);
    const file = await service.sendPiece("u", 3, 3, piece.buffer);
    expect(file.received).toBe(7);
    expect(`${seen?.method} ${seen?.url}`).toBe("PATCH /api/v1/uploads/u/files/3");
    expect(Buffer.concat(parts).equals(piece)).toBe(true);
    const digest = createHash("sha256").update(piece).digest("base64");
    expect(seen?.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": "4",
      "upload-offset": "3",
      "content-digest": `sha-256=:${digest}:`,
    });
  });

  test("carries the operator's code in its header and nowhere else", async () => {
    let seen: IncomingMessage | undefined;
    answer = (request, response) => {
      seen = request;
      json(response, 202, {});
    };
    await service.startImport({ paths: ["/photos"] }, "the code");
    expect(seen?.headers["imalink-operator"]).toBe("the code");
    expect(seen?.url).not.toContain("code");
  });
});

describe("a request that is not served", () => {
  test("tells each kind of failure apart", async () => {
    const kinds = {
      400: "refused",
      401: "unauthorised",
      403: "forbidden",
      404: "missing",
      409: "refused",
      500: "broken",
    };
    for (const [status, kind] of Object.entries({ ...kinds, 502: "unavailable", 503: "unavailable" })) {
      answer = (_, response) => json(response, Number(status), { detail: "why" });
      const failure = await failureOf(service.photo("ab"));
      expect([status, failure.kind]).toEqual([status, kind]);
      expect(failure.detail).toBe("why");
    }
  });

  test("tells when the server wants to be asked again", async () => {
    answer = (_, response) => {
      response.setHeader("Retry-After", "5");
      json(response, 503, { detail: "The server's disk is full." });
    };
    expect((await failureOf(service.upload("u"))).retryAfter).toBe(5);
    answer = (_, response) => json(response, 503, {});
    expect((await failureOf(service.upload("u"))).retryAfter).toBe(null);
  });

  test("names the fields that are wrong", async () => {
    const detail = [{ type: "string_too_long", loc: ["body", "title"], msg: "too long", input: "x" }];
    answer = (_, response) => json(response, 422, { detail });
    const failure = await failureOf(service.edit("ab", { title: "x" }));
    expect(failure.kind).toBe("invalid");
    expect(failure.fields).toEqual([{ field: "title", type: "string_too_long", message: "too long" }]);
  });

  test("is no reason to doubt the connection", async () => {
    answer = (_, response) => json(response, 500, { detail: "why" });
    await failureOf(service.timeline());
    expect(service.connection.current().reachable).toBe(true);
  });

  test("is broken when the answer is no JSON", async () => {
    answer = (_, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.end("<html>");
    };
    expect((await failureOf(service.timeline())).kind).toBe("broken");
  });
});

test("a server that is gone is unreachable, and known to be back as soon as it answers", async () => {
  const port = (server.address() as AddressInfo).port;
  await stop();
  const failure = await failureOf(service.timeline());
  expect(failure.kind).toBe("unreachable");
  expect(failure.passing).toBe(true);
  expect(service.connection.current().reachable).toBe(false);
  answer = (_, response) => json(response, 200, { status: "ok", message: "" });
  await listen(port);
  await service.connection.check();
  expect(service.connection.current()).toEqual({ reachable: true, generation: 1 });
});

test("a request that is given up is no failure of the server", async () => {
  answer = () => undefined;
  const giveUp = new AbortController();
  const request = service.timeline(giveUp.signal);
  giveUp.abort();
  await expect(request).rejects.toHaveProperty("name", "AbortError");
  expect(service.connection.current().reachable).toBe(true);
});
