package routes.documents.pdf;

import java.time.Duration;

/**
 * Bounds for reading one document.
 *
 * @param bytes size of the file
 * @param pages number of pages
 * @param operations drawing operations over all pages
 * @param pixels size of a picture inside a page, and of a page's own picture
 * @param memory bytes that decoded streams may take
 * @param time for the whole document
 */
public record Limits(
    long bytes, int pages, long operations, long pixels, long memory, Duration time) {

  /** 20 MiB, 200 pages, 3 million operations, 40 megapixels, 128 MiB decoded, 90 seconds. */
  public static Limits standard() {
    return new Limits(20L << 20, 200, 3_000_000, 40_000_000, 128L << 20, Duration.ofSeconds(90));
  }
}
