package org.imalink.ingest.demo;

import java.awt.Color;

/** The light of a time of day: top and bottom of the sky, the sun, and what is far away. */
enum Sky {
    DAWN(0x8fb4d9, 0xf7d9c4, 0xfff1d6, 0x7d8fa8),
    DAY(0x2f7fd0, 0xcfe8f7, 0xfffbe8, 0x5b86a5),
    SUNSET(0x3a4a86, 0xf59f5b, 0xffe2a0, 0x56406b),
    DUSK(0x141b3c, 0x6b5a8e, 0xf2d7c0, 0x2a2a4d),
    MIST(0xb9cdd2, 0xe9efe9, 0xffffff, 0x8fa8a4),
    NIGHT(0x060b1e, 0x15324a, 0xe8f0ff, 0x0b1622);

    final Color top;
    final Color bottom;
    final Color sun;
    final Color far;

    Sky(int top, int bottom, int sun, int far) {
        this.top = new Color(top);
        this.bottom = new Color(bottom);
        this.sun = new Color(sun);
        this.far = new Color(far);
    }
}
