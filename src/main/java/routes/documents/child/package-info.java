/**
 * Documents are read in a process of their own, so that a bad one ends that process and no more.
 */
@NullMarked
package routes.documents.child;

import org.jspecify.annotations.NullMarked;
