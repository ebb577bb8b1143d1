import type { TransitionReport } from "../service/Transitions";

/** As a server told it of a library of 500 photos; for tests. */
export const told: TransitionReport = {
  rehearsal: {
    started_at: "2026-11-28T02:52:24.789Z",
    seconds: 15.697,
    passed: true,
    reasons: [],
    notes: [
      "The phase active was not tried, because there is no admin yet.",
      "The server on the copy was killed while it was proved that rows are the same.",
    ],
    origin: {
      server_version: "0.1.0",
      engine: "sqlite",
      product: 11,
      tenancy: 1,
      phase: "foundation",
      epoch: 1,
    },
    copy: {
      seconds: 0.151,
      bytes: 3_493_888,
      rows: { photos: 500, image_files: 750 },
      roots: { "1": "29801f91c1d970630d32773a053f041317e4d35b4c809d13e05af427fa02d013" },
      ownership_root: "8fbf650021c5cd39e719f1ad7c402e5fdcd33d6d6b29cd7b254f65bafea02062",
    },
    steps: [
      {
        name: "Starting a server on the copy",
        seconds: 4.244,
        phase: "foundation",
        tenancy: 1,
        longest_write_seconds: null,
        longest_read_seconds: null,
      },
      {
        name: "Going to dual",
        seconds: 0.203,
        phase: "dual",
        tenancy: 1,
        longest_write_seconds: 0.107,
        longest_read_seconds: 0.028,
      },
      {
        name: "Going to scoped",
        seconds: 0.496,
        phase: "scoped",
        tenancy: 2,
        longest_write_seconds: 0.056,
        longest_read_seconds: 0.056,
      },
      {
        name: "Going back to dual again",
        seconds: 0.032,
        phase: "dual",
        tenancy: 2,
        longest_write_seconds: 0.04,
        longest_read_seconds: 0.033,
      },
    ],
    differences: [],
    reads: { asked: 96, compared: 192, differing: [], slower: [] },
    forecast: {
      seconds_to: { dual: 0.203, scoped: 0.496 },
      giving_seconds: 0.054,
      longest_write_seconds: 0.107,
      longest_read_seconds: 0.056,
      space_bytes: 168_920,
      rows: 4722,
    },
  },
  vouches: true,
  change: {
    at: "2026-11-28T03:10:00.123456",
    from: 1,
    to: 2,
    took_seconds: 0.612,
    held_seconds: 0.049,
  },
};
