package routes.documents.ocr;

import java.util.ArrayDeque;
import java.util.Deque;

/** Sees the small round marks before list items, which the recogniser of letters leaves out. */
final class BulletFinder {

  private static final double NEAREST = 0.25;
  private static final double FARTHEST = 2.2;
  private static final double SMALLEST = 0.12;
  private static final double LARGEST = 0.55;
  private static final double ROUND = 0.6;
  private static final double DUST = 0.006;
  private static final double FAINT = 0.012;

  private BulletFinder() {}

  /**
   * Where a bullet stands to the left of a word, in pixels; -1 when none does, or something else.
   *
   * @param left the word's left edge in pixels
   * @param top upper edge of its line
   * @param size height of its line
   */
  static int before(Greys picture, int left, int top, int size) {
    int from = (int) Math.max(0, left - FARTHEST * size);
    int to = (int) (left - NEAREST * size);
    int bottom = Math.min(picture.height(), top + size);
    boolean[][] seen = new boolean[Math.max(0, bottom - top)][Math.max(0, to - from)];
    int found = -1;
    for (int y = Math.max(0, top); y < bottom; y++) {
      for (int x = from; x < to; x++) {
        if (seen[y - top][x - from] || !picture.dark(x, y)) {
          continue;
        }
        Blob blob = new Blob(picture, from, top, seen);
        blob.fill(x, y);
        if (blob.ink < DUST * size * size) {
          continue;
        }
        if (found >= 0 || !blob.isBullet(size)) {
          return -1;
        }
        found = blob.minX;
      }
    }
    return found;
  }

  /**
   * Whether there is any mark in a place where a bullet is expected, with nothing else beside it.
   *
   * @param left where the bullet should begin, in pixels
   * @param word the left edge of the word after it
   * @param top upper edge of its line
   * @param size height of its line
   */
  static boolean at(Greys picture, int left, int word, int top, int size) {
    int slack = Math.max(2, size / 6);
    int from = Math.max(0, left - slack);
    int to = Math.min((int) (left + LARGEST * size + slack), word - 1);
    int upper = Math.max(0, top + size / 6);
    int lower = Math.min(picture.height(), top + size * 9 / 10);
    boolean mark =
        picture.ink(from, upper, to, lower) * (to - from) * (lower - upper) > FAINT * size * size;
    return mark
        && picture.ink(Math.max(0, from - size), upper, from, lower) == 0
        && (to >= word - 1 || picture.ink(to, upper, word - 1, lower) == 0);
  }

  /** Ink that hangs together. */
  private static final class Blob {
    private final Greys picture;
    private final int left;
    private final int top;
    private final boolean[][] seen;
    private int minX = Integer.MAX_VALUE;
    private int maxX = -1;
    private int minY = Integer.MAX_VALUE;
    private int maxY = -1;
    private int ink;

    Blob(Greys picture, int left, int top, boolean[][] seen) {
      this.picture = picture;
      this.left = left;
      this.top = top;
      this.seen = seen;
    }

    void fill(int startX, int startY) {
      Deque<int[]> open = new ArrayDeque<>();
      open.push(new int[] {startX, startY});
      while (!open.isEmpty()) {
        int[] at = open.pop();
        int x = at[0];
        int y = at[1];
        boolean inside =
            x >= left && y >= top && y - top < seen.length && x - left < seen[0].length && y >= 0;
        if (!inside || seen[y - top][x - left] || !picture.dark(x, y)) {
          continue;
        }
        seen[y - top][x - left] = true;
        ink++;
        minX = Math.min(minX, x);
        maxX = Math.max(maxX, x);
        minY = Math.min(minY, y);
        maxY = Math.max(maxY, y);
        open.push(new int[] {x - 1, y});
        open.push(new int[] {x + 1, y});
        open.push(new int[] {x, y - 1});
        open.push(new int[] {x, y + 1});
      }
    }

    boolean isBullet(int size) {
      int width = maxX - minX + 1;
      int height = maxY - minY + 1;
      double middle = ((minY + maxY) / 2.0 - top) / size;
      return fits(width, size)
          && fits(height, size)
          && minX > left
          && Math.max(width, height) < 1.7 * Math.min(width, height)
          && ink > ROUND * width * height
          && middle > 0.25
          && middle < 0.8;
    }
  }

  private static boolean fits(int length, int size) {
    return length >= SMALLEST * size && length <= LARGEST * size;
  }
}
