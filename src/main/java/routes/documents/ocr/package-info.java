/** Words and ruled lines recognised in the picture of a page. */
@NullMarked
package routes.documents.ocr;

import org.jspecify.annotations.NullMarked;
