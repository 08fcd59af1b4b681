package routes.documents.pdf;

import java.util.HashSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentGroup;
import org.apache.pdfbox.pdmodel.graphics.optionalcontent.PDOptionalContentProperties;
import org.jspecify.annotations.Nullable;

/** Which of a document's layers are shown when it is opened. */
final class Layers {

  private final @Nullable PDOptionalContentProperties properties;

  Layers(PDDocument document) {
    this.properties = document.getDocumentCatalog().getOCProperties();
  }

  /** Whether what belongs to a layer, or to several by a rule, may be hidden. */
  boolean hidden(@Nullable COSDictionary group) {
    return group != null && properties != null && off(group, properties, new HashSet<>());
  }

  private static boolean off(
      COSDictionary group, PDOptionalContentProperties properties, Set<COSDictionary> seen) {
    if (!seen.add(group)) {
      return false;
    }
    if (COSName.OCG.equals(group.getCOSName(COSName.TYPE))) {
      return !properties.isGroupEnabled(new PDOptionalContentGroup(group));
    }
    COSBase members = group.getDictionaryObject(COSName.OCGS);
    if (members instanceof COSDictionary one) {
      return off(one, properties, seen);
    }
    if (members instanceof COSArray several) {
      for (COSBase member : several.toList()) {
        COSBase object = member instanceof COSObject o ? o.getObject() : member;
        if (object instanceof COSDictionary one && off(one, properties, seen)) {
          return true;
        }
      }
    }
    return false;
  }
}
