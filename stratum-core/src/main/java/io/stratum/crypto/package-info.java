/**
 * Encryption of single values, with keys of their own for each tenant.
 */
@NullMarked
package io.stratum.crypto;

import org.jspecify.annotations.NullMarked;
