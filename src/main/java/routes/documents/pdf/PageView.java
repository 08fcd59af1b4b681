package routes.documents.pdf;

import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** From a PDF page's own coordinates to the page as shown: upper left corner, turned upright. */
final class PageView {

  private final AffineTransform transform;
  private final float width;
  private final float height;

  PageView(PDPage page) {
    PDRectangle box = page.getCropBox();
    float left = box.getLowerLeftX();
    float bottom = box.getLowerLeftY();
    float right = box.getUpperRightX();
    float top = box.getUpperRightY();
    boolean sideways = page.getRotation() % 180 != 0;
    width = sideways ? box.getHeight() : box.getWidth();
    height = sideways ? box.getWidth() : box.getHeight();
    transform =
        switch (Math.floorMod(page.getRotation(), 360)) {
          case 90 -> new AffineTransform(0, 1, 1, 0, -bottom, -left);
          case 180 -> new AffineTransform(-1, 0, 0, 1, right, -bottom);
          case 270 -> new AffineTransform(0, -1, -1, 0, top, right);
          default -> new AffineTransform(1, 0, 0, -1, -left, top);
        };
  }

  float width() {
    return width;
  }

  float height() {
    return height;
  }

  Point2D at(double x, double y) {
    return transform.transform(new Point2D.Double(x, y), null);
  }

  Rectangle2D at(Rectangle2D box) {
    return transform.createTransformedShape(box).getBounds2D();
  }

  boolean shows(double x, double y) {
    return x >= 0 && y >= 0 && x <= width && y <= height;
  }
}
