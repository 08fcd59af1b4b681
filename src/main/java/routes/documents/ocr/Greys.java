package routes.documents.ocr;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A picture in greys: one byte a pixel, 0 black, 255 white. Not thread-safe.
 *
 * <p>The arithmetic is done here because Java's own grey images bend the scale of brightness.
 */
final class Greys {

  private static final int WHITE = 255;
  private static final int LEVELS = 256;

  private final byte[] pixels;
  private final int width;
  private final int height;
  private final int threshold;

  private Greys(byte[] pixels, int width, int height) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
    this.threshold = threshold(pixels);
  }

  static Greys of(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] pixels = new byte[width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int rgb = row[x];
        int grey = (299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255)) / 1000;
        pixels[y * width + x] = (byte) grey;
      }
    }
    return new Greys(pixels, width, height);
  }

  /** The same picture turned about its centre, in radians, clockwise. */
  Greys turned(double angle) {
    byte[] turned = new byte[pixels.length];
    double sine = Math.sin(angle);
    double cosine = Math.cos(angle);
    double middleX = width / 2.0;
    double middleY = height / 2.0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double fromX = (x - middleX) * cosine + (y - middleY) * sine + middleX;
        double fromY = -(x - middleX) * sine + (y - middleY) * cosine + middleY;
        turned[y * width + x] = (byte) Math.round(blend(fromX, fromY));
      }
    }
    return new Greys(turned, width, height);
  }

  Greys copy() {
    return new Greys(pixels.clone(), width, height);
  }

  /** The same picture turned clockwise by quarters. */
  Greys quarters(int turns) {
    Greys turned = this;
    for (int i = 0; i < turns; i++) {
      turned = turned.quarter();
    }
    return turned;
  }

  private Greys quarter() {
    byte[] turned = new byte[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        turned[x * height + height - 1 - y] = pixels[y * width + x];
      }
    }
    int across = height;
    int down = width;
    return new Greys(turned, across, down);
  }

  /**
   * A part of the picture in another size, with a white rim.
   *
   * @param times its new size to the old
   * @param rim pixels of white around it
   */
  Greys part(int left, int top, int right, int bottom, double times, int rim) {
    int across = (int) Math.round((right - left) * times) + 2 * rim;
    int down = (int) Math.round((bottom - top) * times) + 2 * rim;
    byte[] part = new byte[across * down];
    Arrays.fill(part, (byte) WHITE);
    for (int y = rim; y < down - rim; y++) {
      for (int x = rim; x < across - rim; x++) {
        double fromX = left + (x - rim + 0.5) / times - 0.5;
        double fromY = top + (y - rim + 0.5) / times - 0.5;
        part[y * across + x] = (byte) Math.round(blend(fromX, fromY));
      }
    }
    return new Greys(part, across, down);
  }

  /** Makes every pixel black or white. */
  void harden() {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) ((pixels[i] & 255) < threshold ? 0 : WHITE);
    }
  }

  /** Takes out dots of dust: dark pixels that stand alone. */
  void dust() {
    boolean[] lone = new boolean[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        lone[y * width + x] = dark(x, y) && neighbours(x, y) < 1;
      }
    }
    for (int i = 0; i < lone.length; i++) {
      if (lone[i]) {
        pixels[i] = (byte) WHITE;
      }
    }
  }

  private int neighbours(int x, int y) {
    int dark = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        boolean inside = x + dx >= 0 && y + dy >= 0 && x + dx < width && y + dy < height;
        dark += inside && (dx != 0 || dy != 0) && dark(x + dx, y + dy) ? 1 : 0;
      }
    }
    return dark;
  }

  private double blend(double x, double y) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = x - left;
    double below = y - top;
    double upper = at(left, top) * (1 - right) + at(left + 1, top) * right;
    double lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right;
    return upper * (1 - below) + lower * below;
  }

  private int at(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? WHITE : pixels[y * width + x] & 255;
  }

  /** The grey that parts ink from paper best (Otsu's method). */
  private static int threshold(byte[] pixels) {
    long[] count = new long[LEVELS];
    for (byte pixel : pixels) {
      count[pixel & 255]++;
    }
    double all = 0;
    for (int i = 0; i < LEVELS; i++) {
      all += (double) i * count[i];
    }
    double below = 0;
    long dark = 0;
    double best = -1;
    int threshold = 128;
    for (int i = 0; i < LEVELS - 1; i++) {
      dark += count[i];
      below += (double) i * count[i];
      long light = pixels.length - dark;
      if (dark == 0 || light == 0) {
        continue;
      }
      double apart = below / dark - (all - below) / light;
      double between = (double) dark * light * apart * apart;
      if (between > best) {
        best = between;
        threshold = i + 1;
      }
    }
    return threshold;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** All pixels, row by row; not a copy. */
  byte[] pixels() {
    return pixels;
  }

  boolean dark(int x, int y) {
    return (pixels[y * width + x] & 255) < threshold;
  }

  void whiten(int x, int y) {
    if (x >= 0 && y >= 0 && x < width && y < height) {
      pixels[y * width + x] = (byte) WHITE;
    }
  }

  void invert(int x, int y) {
    if (x >= 0 && y >= 0 && x < width && y < height) {
      pixels[y * width + x] = (byte) (WHITE - (pixels[y * width + x] & 255));
    }
  }

  /** The mean width of the strokes in an area, in pixels. */
  double stroke(int left, int top, int right, int bottom) {
    long dark = 0;
    long edges = 0;
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      boolean before = false;
      for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
        boolean now = dark(x, y);
        dark += now ? 1 : 0;
        edges += now && !before ? 1 : 0;
        before = now;
      }
    }
    return edges == 0 ? 0 : (double) dark / edges;
  }

  /** How much of an area is ink, from 0 to 1. */
  double ink(int left, int top, int right, int bottom) {
    long dark = 0;
    for (int y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      for (int x = Math.max(0, left); x < Math.min(width, right); x++) {
        dark += dark(x, y) ? 1 : 0;
      }
    }
    return dark / Math.max(1.0, (double) (right - left) * (bottom - top));
  }
}
