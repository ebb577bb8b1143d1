import { expect, test } from "vitest";
import { en } from "../messages/en";
import { nb } from "../messages/nb";
import type { MultiuserStatus, PhaseName } from "../service/ServerPhase";
import { isToldOfContributors, namesOf } from "./contributors";

const status = (phase_name: PhaseName) => ({ phase_name }) as MultiuserStatus;
const person = (name: string | null, is_viewer = false) => ({ name, is_viewer });

test("nobody is asked for where the server names nobody", () => {
  const phases: PhaseName[] = ["single", "foundation", "dual", "scoped", "active"];
  const told = (user: number | null) => phases.filter((it) => isToldOfContributors(status(it), user));
  expect(told(null)).toEqual([]);
  expect(told(2)).toEqual(["dual"]);
  expect(told(1)).toEqual(["dual", "scoped", "active"]);
  expect(isToldOfContributors(null, 1)).toBe(false);
});

test("people are told by their names, the reader as such, and who has left in words, once", () => {
  const people = [person(null), person("Ola"), person("Kari", true), person(null), person("Ola")];
  expect(namesOf(people, en)).toEqual(["Ola", "you", "Ola", "somebody who has left"]);
  expect(namesOf(people, nb)).toEqual(["Ola", "deg", "Ola", "noen som ikke er med lenger"]);
  expect(namesOf([], en)).toEqual([]);
});
