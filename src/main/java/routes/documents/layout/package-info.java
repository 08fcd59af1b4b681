/** The structure of a page from geometry alone: columns, headings, items, tables. */
@NullMarked
package routes.documents.layout;

import org.jspecify.annotations.NullMarked;
