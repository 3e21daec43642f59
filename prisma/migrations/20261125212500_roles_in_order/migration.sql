-- The roles of one company, and of one user, in the order of their ids.
CREATE INDEX "company_roles_company_id_id_idx" ON "company_roles"("company_id", "id");
CREATE INDEX "company_roles_user_id_id_idx" ON "company_roles"("user_id", "id");
