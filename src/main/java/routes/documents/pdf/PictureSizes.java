package routes.documents.pdf;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** Looks at the sizes of a page's pictures before any of them is unpacked. */
final class PictureSizes {

  private static final int DEEPEST = 6;

  private final Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final int page;
  private final long most;

  private PictureSizes(int page, long most) {
    this.page = page;
    this.most = most;
  }

  /** Refuses a page whose pictures would not fit. */
  static void check(PDPage page, int number, int dpi, long most) throws IOException {
    PictureSizes sizes = new PictureSizes(number, most);
    PDRectangle box = page.getCropBox();
    double inch = dpi / 72.0;
    sizes.check(box.getWidth() * inch, box.getHeight() * inch, "is");
    PDResources resources = page.getResources();
    if (resources != null) {
      sizes.check(resources.getCOSObject(), 0);
    }
  }

  private void check(COSDictionary resources, int depth) {
    COSDictionary objects = resources.getCOSDictionary(COSName.XOBJECT);
    if (objects == null || depth > DEEPEST || !seen.add(objects)) {
      return;
    }
    for (COSName name : objects.keySet()) {
      COSBase object = objects.getDictionaryObject(name);
      if (object instanceof COSDictionary stream) {
        check(
            stream.getInt(COSName.WIDTH, 0), stream.getInt(COSName.HEIGHT, 0), "has a picture of");
        COSDictionary inner = stream.getCOSDictionary(COSName.RESOURCES);
        if (inner != null) {
          check(inner, depth + 1);
        }
      }
    }
  }

  private void check(double width, double height, String what) {
    if (width * height > most) {
      throw new LimitExceededException(
          "page %d %s %,.0f by %,.0f pixels, more than %,d in all"
              .formatted(page, what, width, height, most));
    }
  }
}
