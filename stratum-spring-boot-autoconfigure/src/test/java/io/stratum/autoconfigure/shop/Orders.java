package io.stratum.autoconfigure.shop;

import java.util.UUID;

import io.stratum.jpa.TenantScoped;

import org.springframework.data.jpa.repository.JpaRepository;

@TenantScoped
public interface Orders extends JpaRepository<Order, UUID> {

}
