/** API tokens: minting, checking, revoking. */
@NullMarked
package routes.engine.auth;

import org.jspecify.annotations.NullMarked;
