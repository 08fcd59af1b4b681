/** Filled-in forms: labels with values, and the application's fields that they stand for. */
@NullMarked
package routes.documents.form;

import org.jspecify.annotations.NullMarked;
