package io.stratum.autoconfigure.audit;

import java.util.List;

import io.stratum.audit.AuditCapture;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the audit log.
 *
 * @param capture How audited entities are recorded: by sessions, or row by row.
 * @param redact Field names masked everywhere.
 */
@ConfigurationProperties("stratum.audit")
record AuditProperties(@DefaultValue("LISTENER") AuditCapture capture, @DefaultValue List<String> redact) {

}
