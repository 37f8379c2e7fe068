package shop;

import java.util.UUID;

import io.stratum.jpa.TenantScoped;
import org.springframework.data.jpa.repository.JpaRepository;

@TenantScoped
public interface Notes extends JpaRepository<Note, UUID> {

}
