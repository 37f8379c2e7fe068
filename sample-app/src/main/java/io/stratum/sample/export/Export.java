package io.stratum.sample.export;

import java.math.BigDecimal;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a tenant's orders, once they are counted.
 */
@Entity
class Export {

	@Id
	@UuidGenerator(style = UuidGenerator.Style.VERSION_7)
	private @Nullable UUID id;

	@TenantId
	private @Nullable UUID tenantId;

	private String status = "running";

	private @Nullable Long orders;

	private @Nullable BigDecimal total;

	private @Nullable String thread;

	@Nullable UUID id() {
		return this.id;
	}

	String status() {
		return this.status;
	}

	@Nullable Long orders() {
		return this.orders;
	}

	@Nullable BigDecimal total() {
		return this.total;
	}

	@Nullable String thread() {
		return this.thread;
	}

	void done(long orders, BigDecimal total) {
		this.status = "done";
		this.orders = orders;
		this.total = total;
		this.thread = Thread.currentThread().getName();
	}

}
