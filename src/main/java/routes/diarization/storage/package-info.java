/** Where recordings come from and are deleted: folders, addresses, S3. */
@NullMarked
package routes.diarization.storage;

import org.jspecify.annotations.NullMarked;
