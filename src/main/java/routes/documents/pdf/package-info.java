/** The visible text layer of PDF pages, and their pictures. */
@NullMarked
package routes.documents.pdf;

import org.jspecify.annotations.NullMarked;
