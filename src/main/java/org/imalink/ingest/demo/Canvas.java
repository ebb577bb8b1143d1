package org.imalink.ingest.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Random;

/** What is drawn on a scene. Places are fractions of the picture's width and height, from the upper left. */
final class Canvas extends Brush {
    Canvas(Graphics2D graphics, int width, int height, Random random) {
        super(graphics, width, height, random);
    }

    Sky pick(Sky... skies) {
        return skies[random.nextInt(skies.length)];
    }

    void sky(Sky sky, double horizon) {
        graphics.setPaint(new GradientPaint(0, 0, sky.top, 0, (float) (height * horizon), sky.bottom));
        graphics.fillRect(0, 0, width, height);
    }

    void sun(Sky sky) {
        double x = width * between(0.15, 0.85);
        double y = height * between(0.12, 0.45);
        glow(x, y, width * 0.28, sky.sun, 150);
        graphics.setColor(sky.sun);
        disc(x, y, width * 0.028);
    }

    void clouds(int count) {
        for (int cloud = 0; cloud < count; cloud++) {
            double x = between(0, 1);
            double y = between(0.05, 0.35);
            double size = between(0.03, 0.07);
            for (int puff = 0; puff < 9; puff++) {
                glow(
                        width * (x + between(-2.2, 2.2) * size),
                        height * (y + between(-0.3, 0.3) * size),
                        width * size * between(0.6, 1.3),
                        Color.WHITE,
                        90);
            }
        }
    }

    void ridges(Sky sky, double foot, int count) {
        for (int ridge = 0; ridge < count; ridge++) {
            double nearness = (ridge + 1.0) / count;
            double top = foot - 0.42 * (1 - nearness * 0.7);
            graphics.setPaint(new GradientPaint(
                    0,
                    (float) (height * top),
                    mixed(sky.far, sky.bottom, 0.55 * (1 - nearness)),
                    0,
                    (float) (height * foot),
                    mixed(mixed(sky.far, Color.BLACK, 0.35 * nearness), sky.bottom, 0.35)));
            graphics.fill(profile(top, 0.12 + 0.05 * (count - ridge), foot));
        }
    }

    /** A line that is jagged at every scale, as mountains are, filled down to their foot. */
    private Path2D profile(double middle, double roughness, double foot) {
        int points = 257;
        var heights = new double[points];
        heights[0] = between(-roughness, roughness) / 2;
        heights[points - 1] = between(-roughness, roughness) / 2;
        double reach = roughness;
        for (int step = points - 1; step > 1; step /= 2) {
            for (int left = 0; left + step < points; left += step) {
                heights[left + step / 2] = (heights[left] + heights[left + step]) / 2 + between(-reach, reach) / 2;
            }
            reach *= 0.52;
        }
        var path = new Path2D.Double();
        path.moveTo(0, height * foot);
        for (int point = 0; point < points; point++) {
            double y = Math.min(foot, middle + heights[point]);
            path.lineTo(width * point / (points - 1.0), height * y);
        }
        path.lineTo(width, height * foot);
        path.closePath();
        return path;
    }

    void water(Sky sky, double shore) {
        graphics.setPaint(new GradientPaint(
                0,
                (float) (height * shore),
                mixed(sky.bottom, sky.far, 0.45),
                0,
                height,
                mixed(sky.top, Color.BLACK, 0.35)));
        graphics.fill(new Rectangle2D.Double(0, height * shore, width, height * (1 - shore)));
        for (int ripple = 0; ripple < 260; ripple++) {
            double depth = Math.pow(random.nextDouble(), 2);
            double length = width * (0.01 + 0.09 * depth) * between(0.4, 1);
            graphics.setColor(withAlpha(mixed(sky.sun, sky.bottom, random.nextDouble()), 18 + random.nextInt(45)));
            graphics.fill(new Rectangle2D.Double(
                    width * between(-0.05, 1),
                    height * (shore + (1 - shore) * depth),
                    length,
                    Math.max(0.5, height * 0.0035 * (0.3 + depth))));
        }
    }

    void sail() {
        double x = width * between(0.3, 0.7);
        double y = height * 0.58;
        double size = width * 0.05;
        graphics.setColor(new Color(0xfdfcf7));
        graphics.fill(triangle(x, y - size * 1.8, x, y, x + size, y));
        graphics.fill(triangle(x - size * 0.1, y - size * 1.4, x - size * 0.1, y, x - size * 0.6, y));
        graphics.setColor(new Color(0x5b3a29));
        graphics.fill(new Rectangle2D.Double(x - size * 0.7, y, size * 1.7, size * 0.16));
    }

    void beach() {
        graphics.setPaint(new GradientPaint(0, height * 0.85f, new Color(0xe9d8b4), 0, height, new Color(0xc2a878)));
        var path = new Path2D.Double();
        path.moveTo(0, height * between(0.84, 0.9));
        path.curveTo(width * 0.3, height * 0.82, width * 0.6, height * 0.96, width, height * between(0.86, 0.93));
        path.lineTo(width, height);
        path.lineTo(0, height);
        path.closePath();
        graphics.fill(path);
    }

    void houses(Sky sky, double foot, double tallest) {
        var wall = mixed(sky.far, Color.BLACK, 0.25 + 0.4 * (0.35 - tallest));
        double x = -0.02;
        while (x < 1) {
            double houseWidth = between(0.03, 0.09);
            double houseHeight = tallest * between(0.35, 1);
            graphics.setColor(mixed(wall, Color.BLACK, random.nextDouble() * 0.3));
            graphics.fill(new Rectangle2D.Double(
                    width * x, height * (foot - houseHeight), width * houseWidth, height * houseHeight));
            windows(x, foot - houseHeight, houseWidth, houseHeight);
            x += houseWidth;
        }
    }

    private void windows(double left, double top, double houseWidth, double houseHeight) {
        for (double y = top + 0.015; y < top + houseHeight - 0.015; y += 0.022) {
            for (double x = left + 0.006; x < left + houseWidth - 0.008; x += 0.011) {
                if (random.nextInt(10) < 4) {
                    graphics.setColor(new Color(255, 200 + random.nextInt(50), 120 + random.nextInt(80), 210));
                    graphics.fill(new Rectangle2D.Double(
                            width * x, height * y, Math.max(0.6, width * 0.005), Math.max(0.6, height * 0.010)));
                }
            }
        }
    }

    void trees(double foot, double tallest, Color color) {
        for (double x = -0.03; x < 1.03; x += between(0.012, 0.05)) {
            double top = foot - tallest * between(0.45, 1);
            double half = (foot - top) * 0.17 * height / width;
            graphics.setColor(mixed(color, Color.BLACK, random.nextDouble() * 0.25));
            for (int layer = 0; layer < 4; layer++) {
                double upper = top + (foot - top) * layer * 0.2;
                double lower = top + (foot - top) * (0.36 + layer * 0.21);
                double reach = half * (0.45 + layer * 0.25);
                graphics.fill(triangle(
                        width * x,
                        height * upper,
                        width * (x - reach),
                        height * lower,
                        width * (x + reach),
                        height * lower));
            }
        }
    }

    void stars() {
        for (int star = 0; star < 400; star++) {
            graphics.setColor(new Color(255, 255, 255, 60 + random.nextInt(190)));
            disc(width * random.nextDouble(), height * 0.75 * random.nextDouble(), width * between(0.0003, 0.0013));
        }
    }

    void aurora() {
        var colors = List.of(new Color(0x4dffb0), new Color(0x7dffd0), new Color(0xa77bff));
        for (int band = 0; band < 3; band++) {
            double phase = between(0, 6);
            double base = between(0.3, 0.6);
            for (double x = -0.05; x < 1.05; x += 0.004) {
                double y = base + 0.09 * Math.sin(phase + x * 7) + 0.03 * Math.sin(phase * 2 + x * 23);
                float upper = (float) (height * (y - 0.3));
                float lower = (float) (height * y);
                int strength = 22 + (int) (26 * (1 + Math.sin(phase + x * 40)) / 2);
                graphics.setPaint(new GradientPaint(
                        0,
                        upper,
                        withAlpha(colors.get((band + 2) % 3), 0),
                        0,
                        lower,
                        withAlpha(colors.get(band), strength)));
                graphics.fill(new Rectangle2D.Double(width * x, upper, width * 0.009, lower - upper));
            }
        }
    }

    void meadow(double top) {
        graphics.setPaint(
                new GradientPaint(0, (float) (height * top), new Color(0x9fc26b), 0, height, new Color(0x3f6f2e)));
        graphics.fill(new Rectangle2D.Double(0, height * top, width, height * (1 - top)));
        var colors = List.of(new Color(0xf4d03f), new Color(0xe84a5f), new Color(0xf7f4ea), new Color(0x8e6fd1));
        for (int flower = 0; flower < 1500; flower++) {
            double depth = Math.pow(flower / 1500.0, 1.6);
            graphics.setColor(mixed(colors.get(random.nextInt(colors.size())), Color.BLACK, random.nextDouble() * 0.2));
            disc(
                    width * random.nextDouble(),
                    height * (top + (1 - top) * depth + between(0, 0.02)),
                    width * (0.0012 + 0.008 * depth));
        }
    }

    void snow() {
        for (int hill = 0; hill < 4; hill++) {
            double top = 0.5 + hill * 0.12;
            graphics.setPaint(new GradientPaint(
                    0,
                    (float) (height * top),
                    new Color(0xffffff),
                    0,
                    (float) (height * (top + 0.35)),
                    new Color(0xb9cde0)));
            var path = new Path2D.Double();
            path.moveTo(0, height * (top + between(-0.1, 0.1)));
            path.curveTo(
                    width * 0.33,
                    height * (top + between(-0.2, 0.15)),
                    width * 0.66,
                    height * (top + between(-0.2, 0.15)),
                    width,
                    height * (top + between(-0.1, 0.1)));
            path.lineTo(width, height);
            path.lineTo(0, height);
            path.closePath();
            graphics.fill(path);
        }
    }

    void blur() {
        var base = Color.getHSBColor(random.nextFloat(), 0.35f, 0.5f);
        graphics.setPaint(new GradientPaint(0, 0, base, width, height, mixed(base, Color.BLACK, 0.5)));
        graphics.fillRect(0, 0, width, height);
        for (int light = 0; light < 40; light++) {
            graphics.setColor(withAlpha(
                    Color.getHSBColor((float) (0.05 + 0.12 * random.nextDouble()), 0.4f, 1f), 20 + random.nextInt(45)));
            disc(width * random.nextDouble(), height * random.nextDouble(), width * between(0.01, 0.06));
        }
    }

    void person() {
        double unit = Math.min(width, height);
        double x = width * between(0.4, 0.6);
        double y = height * 0.42;
        var skin = mixed(new Color(0xf1c8a5), new Color(0x7a4a2c), random.nextDouble());
        var hair = mixed(new Color(0x2b1b12), new Color(0xe0b871), random.nextDouble());
        var clothes = Color.getHSBColor(random.nextFloat(), 0.55f, 0.6f);
        graphics.setColor(clothes);
        graphics.fill(new Ellipse2D.Double(x - unit * 0.36, y + unit * 0.25, unit * 0.72, unit * 0.9));
        graphics.setColor(mixed(skin, Color.BLACK, 0.15));
        graphics.fill(new Rectangle2D.Double(x - unit * 0.06, y + unit * 0.12, unit * 0.12, unit * 0.18));
        graphics.setColor(hair);
        graphics.fill(new Ellipse2D.Double(x - unit * 0.185, y - unit * 0.26, unit * 0.37, unit * 0.46));
        graphics.setColor(skin);
        graphics.fill(new Ellipse2D.Double(x - unit * 0.145, y - unit * 0.19, unit * 0.29, unit * 0.38));
        graphics.setColor(new Color(0x2a2320));
        disc(x - unit * 0.055, y - unit * 0.02, unit * 0.013);
        disc(x + unit * 0.055, y - unit * 0.02, unit * 0.013);
        graphics.setStroke(new BasicStroke((float) (unit * 0.009), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        var smile = new Path2D.Double();
        smile.moveTo(x - unit * 0.05, y + unit * 0.085);
        smile.quadTo(x, y + unit * 0.125, x + unit * 0.05, y + unit * 0.085);
        graphics.draw(smile);
    }

    void vignette() {
        graphics.setPaint(new RadialGradientPaint(
                new Point2D.Double(width / 2.0, height / 2.0),
                (float) (Math.hypot(width, height) * 0.55),
                new float[] {0.55f, 1f},
                new Color[] {new Color(0, 0, 0, 0), new Color(0, 0, 0, 90)}));
        graphics.fillRect(0, 0, width, height);
    }
}
