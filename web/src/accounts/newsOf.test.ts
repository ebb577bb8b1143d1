import { expect, test } from "vitest";
import { en } from "../messages/en";
import { newsOf, type PageView } from "./newsOf";

const shared = (phase: PageView["phase"]): PageView => ({ phase, owner: 1 });
const own = (phase: PageView["phase"]): PageView => ({ phase, owner: 2 });
const closed: PageView = { phase: "active", owner: null };

test("who goes on seeing the same photos is told so", () => {
  for (const [before, now] of [
    [shared("dual"), shared("scoped")],
    [own("scoped"), own("active")],
    [shared("dual"), shared("foundation")],
  ] as const) {
    expect(newsOf(before, now, en)).toBe(en.phases.changed[now.phase]);
  }
});

test("who sees other photos from now on is told which", () => {
  expect(newsOf(shared("dual"), own("scoped"), en)).toBe(en.phases.ownNow);
  expect(newsOf(shared("dual"), own("active"), en)).toBe(en.phases.ownNow);
  expect(newsOf(own("scoped"), shared("dual"), en)).toBe(en.phases.putAway);
  expect(newsOf(own("active"), shared("single"), en)).toBe(en.phases.putAway);
});

test("who is not signed in is told when the door closes and when it opens", () => {
  expect(newsOf(shared("scoped"), closed, en)).toBe(en.phases.closed);
  expect(newsOf(closed, shared("scoped"), en)).toBe(en.phases.opened);
});
