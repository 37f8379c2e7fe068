package io.stratum.autoconfigure.shop;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "orders")
public class Order {

	@Id
	private UUID id = UUID.randomUUID();

	@TenantId
	private @Nullable UUID tenantId;

	private String sku = "";

	protected Order() {
	}

	public Order(String sku) {
		this.sku = sku;
	}

	public String sku() {
		return this.sku;
	}

}
