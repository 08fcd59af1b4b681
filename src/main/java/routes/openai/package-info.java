/**
 * The component {@code openai:}: chat completion, embeddings and audio transcription of any
 * compatible server, by camel-openai's own addresses, options and headers.
 */
@NullMarked
package routes.openai;

import org.jspecify.annotations.NullMarked;
