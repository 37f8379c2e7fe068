package io.stratum.audit;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.stratum.access.AccessFixture;
import io.stratum.access.Caller;
import io.stratum.access.Scope;
import io.stratum.engine.AuditRecord;
import io.stratum.tenant.NewTenant;
import io.stratum.tenant.Tenant;
import io.stratum.tenant.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The cast with an audit log, and somebody who owns the database and may tamper with it.
 */
final class AuditFixture implements AutoCloseable {

	private static final AtomicInteger COUNTER = new AtomicInteger();

	final AccessFixture access = new AccessFixture();

	final KeyPair pair = newPair();

	final AuditLog log = log(new AuditSigner(() -> this.pair, List.of()));

	final JdbcClient owner = JdbcClient.create(this.access.engine.owner);

	AuditLog log(AuditSigner signer) {
		return new AuditLog(this.access.engine.database, this.access.journal, this.access.tenants,
				this.access.engine.context, signer);
	}

	/**
	 * Makes a root whose chain nobody else writes to, with so many entries.
	 */
	TenantId chain(int entries) {
		Tenant tenant = this.access.tenants
			.create(NewTenant.root("chain_" + COUNTER.incrementAndGet(), "A tenant with a chain of its own"));
		for (int i = 2; i <= entries; i++) {
			write(tenant.id(), "thing " + i);
		}
		return tenant.id();
	}

	void write(@Nullable TenantId tenant, String thing) {
		this.access.engine.database.run(() -> this.access.journal.audit(AuditRecord.of(tenant, "thing.updated", "thing",
				thing, Map.of("size", 1), Map.of("size", 2, "name", thing))));
	}

	AuditVerification verify(TenantId tenant) {
		return this.log.verify(tenant);
	}

	/**
	 * Does what only the owner of the database can.
	 */
	void tamper(String sql, Object... params) {
		this.owner.sql(sql).params(params).update();
	}

	UUID idAt(TenantId tenant, long seq) {
		return this.owner.sql("select id from stratum.audit_log where chain = ? and seq = ?")
			.params(tenant.value(), seq)
			.query(UUID.class)
			.single();
	}

	static Caller admin(Tenant home) {
		return AccessFixture.caller(home, Scope.ADMIN);
	}

	static KeyPair newPair() {
		try {
			return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.access.close();
	}

}
