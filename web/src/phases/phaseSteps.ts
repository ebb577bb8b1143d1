import type { PhaseName } from "../service/ServerPhase";

/** In the order of the way, which one goes forward and back. */
export const PHASES = [
  "single",
  "foundation",
  "dual",
  "scoped",
  "active",
] as const satisfies readonly PhaseName[];

export type Forward = Exclude<PhaseName, "single">;
export type Back = Exclude<PhaseName, "active">;

export type Step =
  | { readonly direction: "advance"; readonly to: Forward }
  | { readonly direction: "retreat"; readonly to: Back };

/** As far as this one may be gone at once: until there, everybody sees the same. From there on, each step is a choice. */
const DUAL = PHASES.indexOf("dual");

/**
 * The steps that are offered: forward first, then back, the nearest first.
 *
 * @param farthest where this server can go
 */
export function stepsFrom(phase: PhaseName, farthest: PhaseName): readonly Step[] {
  const here = PHASES.indexOf(phase);
  const end = Math.min(Math.max(here + 1, DUAL), PHASES.indexOf(farthest));
  const forward = PHASES.slice(here + 1, end + 1) as readonly Forward[];
  const back = PHASES.slice(0, here).toReversed() as readonly Back[];
  return [
    ...forward.map((to): Step => ({ direction: "advance", to })),
    ...back.map((to): Step => ({ direction: "retreat", to })),
  ];
}

/** Whether going there puts away what people have in libraries of their own. */
export function putsAway(phase: PhaseName, { direction, to }: Step): boolean {
  return direction === "retreat" && PHASES.indexOf(phase) > DUAL && PHASES.indexOf(to) <= DUAL;
}
