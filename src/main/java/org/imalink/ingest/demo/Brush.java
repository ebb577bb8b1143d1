package org.imalink.ingest.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.util.Random;

/** What every drawing on a canvas is made of. Places are in pixels. */
class Brush {
    final Graphics2D graphics;
    final int width;
    final int height;
    final Random random;

    Brush(Graphics2D graphics, int width, int height, Random random) {
        this.graphics = graphics;
        this.width = width;
        this.height = height;
        this.random = random;
    }

    void glow(double x, double y, double radius, Color color, int strength) {
        graphics.setPaint(new RadialGradientPaint(
                new Point2D.Double(x, y), (float) Math.max(1, radius), new float[] {0, 1}, new Color[] {
                    withAlpha(color, strength), withAlpha(color, 0)
                }));
        disc(x, y, radius);
    }

    void disc(double x, double y, double radius) {
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
    }

    static Polygon triangle(double x1, double y1, double x2, double y2, double x3, double y3) {
        return new Polygon(
                new int[] {(int) Math.round(x1), (int) Math.round(x2), (int) Math.round(x3)},
                new int[] {(int) Math.round(y1), (int) Math.round(y2), (int) Math.round(y3)},
                3);
    }

    double between(double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    static Color mixed(Color first, Color second, double share) {
        return new Color(
                (int) (first.getRed() * (1 - share) + second.getRed() * share),
                (int) (first.getGreen() * (1 - share) + second.getGreen() * share),
                (int) (first.getBlue() * (1 - share) + second.getBlue() * share));
    }

    static Color withAlpha(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }
}
