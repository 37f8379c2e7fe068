/**
 * What triggers and sessions noted in databases of tenants, on its way to the audit log.
 */
@NullMarked
package io.stratum.isolation.capture;

import org.jspecify.annotations.NullMarked;
