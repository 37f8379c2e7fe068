package io.stratum.autoconfigure.audit;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the audit log.
 *
 * @param redact Field names masked everywhere.
 */
@ConfigurationProperties("stratum.audit")
record AuditProperties(@DefaultValue List<String> redact) {

}
