/** What a lender's sentences, tables and lists say, as criteria. */
@NullMarked
package routes.documents.rules;

import org.jspecify.annotations.NullMarked;
