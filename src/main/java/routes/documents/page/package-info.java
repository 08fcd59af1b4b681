/** What a reader sees on a page: words and ruled lines with their places. */
@NullMarked
package routes.documents.page;

import org.jspecify.annotations.NullMarked;
