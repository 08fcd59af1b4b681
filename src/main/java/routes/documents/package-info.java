/** Documents as data: text with its layout, credit policies and loan applications read from PDF. */
@NullMarked
package routes.documents;

import org.jspecify.annotations.NullMarked;
